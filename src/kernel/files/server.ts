export { FileFolder } from './server/file-folder.ts'
export {
  type AttachmentAccess,
  checkAttachable,
  type FileDeps,
  storeUpload,
} from './server/files.ts'
export { fileRoutes } from './server/routes.ts'
