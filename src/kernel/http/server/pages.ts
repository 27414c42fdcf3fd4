import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Refuse = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** Serves the built web: its files, and for every other address that a person may have opened the one page. */
export async function servePages(app: FastifyInstance, webDir: string, refuse: Refuse): Promise<void> {
  const page = readFileSync(join(webDir, 'index.html'))
  await app.register(fastifyStatic, {
    root: webDir,
    index: false,
    wildcard: false,
    // What the build compressed; answers of the API stay as they are, since beside secrets their size would tell of them.
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (response, path) => {
      // Built file names carry a hash of their content.
      if (path.includes('/assets/')) response.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.[a-z0-9]+$/.test(request.url.split('?')[0] ?? '')
    if (!wantsPage) return refuse(request, reply)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
