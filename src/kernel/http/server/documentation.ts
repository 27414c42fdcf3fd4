import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Route } from './define-route.ts'
import { openApi } from './open-api.ts'

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'),
) as { version: string }

/**
 * `/api/openapi.json` and a viewer of it at `/api/docs`, served from this machine like everything else. It is written
 * when it is first asked for, which most processes never are: writing it takes as long as a tenth of the start.
 */
export async function serveDocumentation(app: FastifyInstance, routes: readonly Route[]): Promise<void> {
  let written: Buffer | undefined
  const bytes = () => (written ??= Buffer.from(JSON.stringify(openApi(routes, version))))
  const document = { toJSON: () => JSON.parse(bytes().toString('utf8')) as unknown }
  await app.register(fastifySwagger, { mode: 'static', specification: { document: document as never } })
  await app.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: false,
    // The plain layout has no field for another description's address: this page shows this one.
    uiConfig: {
      docExpansion: 'list',
      layout: 'BaseLayout',
      tagsSorter: 'alpha',
      tryItOutEnabled: false,
      validatorUrl: null,
    },
    theme: {
      title: 'Yiwang API',
      css: [
        {
          filename: 'yiwang.css',
          content: '.swagger-ui .info { margin: 24px 0 } .swagger-ui .scheme-container { display: none }',
        },
      ],
    },
  })
  app.get('/api/openapi.json', { exposeHeadRoute: false }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(bytes()),
  )
}
