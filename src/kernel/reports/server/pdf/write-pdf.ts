import { Worker } from 'node:worker_threads'
import { AppError } from '#kernel/errors/model'
import type { Paper } from '../../model/paper.ts'
import { codeImage, withPictures } from '../code-image.ts'
import type { PdfAnswer, PdfAsked } from './pdf-worker.ts'

const secondsMax = 120
const megabytesMax = 512
/** A worker that has its fonts open sets the next document in a fraction of the time; one that nobody needs goes. */
const idleSeconds = 60

/**
 * Sets documents one at a time in a thread of its own, since each takes a core and some hundred megabytes. Requests of
 * all callers share the one line.
 */
class PdfSetter {
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined

  set(asked: PdfAsked): Promise<Buffer> {
    const next = this.#last.then(() => this.#ask(asked))
    this.#last = next.catch(() => undefined)
    return next
  }

  #ask(asked: PdfAsked): Promise<Buffer> {
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: megabytesMax },
    }))
    worker.ref()
    return new Promise<Buffer>((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(timer)
        worker.off('error', fail).off('exit', gone).off('message', answered)
        finish()
      }
      const fail = (cause: unknown) =>
        end(() => {
          this.#drop(worker)
          reject(new AppError('reports.not_set', { status: 500, cause }))
        })
      const timer = setTimeout(() => fail(new Error('it took too long')), secondsMax * 1000)
      const gone = () => fail(new Error('it ended'))
      const answered = (said: PdfAnswer) => {
        if ('fault' in said) return fail(new Error(said.fault))
        end(() => {
          worker.unref()
          this.#idle = setTimeout(() => this.#drop(worker), idleSeconds * 1000).unref()
          resolve(Buffer.from(said.bytes))
        })
      }
      worker.on('error', fail).on('exit', gone).on('message', answered)
      worker.postMessage(asked)
    })
  }

  #drop(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    worker.on('error', () => undefined)
    void worker.terminate()
  }
}

const setter = new PdfSetter()

/**
 * A document as PDF with its Chinese face embedded as far as it is used.
 * @throws AppError reports.not_set where it takes too long or too much
 */
export async function writePdf(paper: Paper): Promise<Buffer> {
  const code = paper.code
    ? `data:image/png;base64,${(await codeImage(paper.code.address)).toString('base64')}`
    : null
  return setter.set({ paper: { ...paper, blocks: await withPictures(paper.blocks) }, code })
}
