export const bulletinApi = '/api/grid/bulletins'
export const bulletinPath = (id: string) => `/grid/bulletins/${id}`
