export { removeErasedContents } from './server/erasure.ts'
export { eraseFileRows } from './server/erasure-store.ts'
export { listFiles } from './server/file-store.ts'
export { FileFolder } from './server/file-folder.ts'
export {
  type Attachment,
  type AttachmentAccess,
  checkAttachable,
  type FileDeps,
  storeUpload,
} from './server/files.ts'
export { Images } from './server/images.ts'
export { logFileEvent, removeFileContents } from './server/keeping-store.ts'
export { scanWaiting } from './server/scanning.ts'
export { sweepUploads } from './server/uploads.ts'
export { fileRoutes } from './server/routes.ts'
