export { FileLink } from './web/FileLink.tsx'
export { FilesInput } from './web/FilesInput.tsx'
