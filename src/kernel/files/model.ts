export {
  acceptedEndings,
  declaredKind,
  type FileKind,
  mayShowInline,
  mediaTypes,
  sniff,
} from './model/media-types.ts'
export { fileMessages } from './model/messages.ts'
export { contentDisposition, defaultSizeLimit, FileName, StoredFile } from './model/stored-file.ts'
