/** Where a project's page is. */
export const projectAddress = (id: string) => `/projects/${id}`
