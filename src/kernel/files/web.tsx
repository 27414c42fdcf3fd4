export { FileList } from './web/FileList.tsx'
export { FilesInput } from './web/FilesInput.tsx'
export { filePages } from './web/routes.ts'
export { sendResumable } from './web/tus-client.ts'
