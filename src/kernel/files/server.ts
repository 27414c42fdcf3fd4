export { removeErasedContents } from './server/erasure.ts'
export { eraseFileRows } from './server/erasure-store.ts'
export { FileFolder } from './server/file-folder.ts'
export {
  type AttachmentAccess,
  checkAttachable,
  type FileDeps,
  storeUpload,
} from './server/files.ts'
export { fileRoutes } from './server/routes.ts'
