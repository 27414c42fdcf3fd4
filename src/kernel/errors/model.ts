export { AppError, isAppError, notFound } from './model/app-error.ts'
