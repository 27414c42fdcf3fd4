export { AppError, type ErrorItem, isAppError, notFound } from './model/app-error.ts'
