export {
  type Access,
  defineRoute,
  type Method,
  type Route,
  type RouteRequest,
  type ToldProblem,
} from './server/define-route.ts'
export { openApi } from './server/open-api.ts'
export { created, isRespond, noContent, type Produced, type Respond, respond } from './server/respond.ts'
export {
  type Authenticator,
  createHttpServer,
  type HttpServer,
  type RegisteredRoute,
} from './server/http-server.ts'
export { readBytes } from './server/read-bytes.ts'
export { parseInput, toProblem } from './server/problems.ts'
