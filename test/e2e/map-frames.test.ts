import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { withScreen } from './demonstration.ts'
import { onScreen, opened, type Point } from './map-screen.ts'
import { sayIn } from './map-words.ts'

type Step = 'drawn' | 'drawn on the canvas' | 'ordered' | 'not done' | 'done' | 'shown'
type Watched = Window & { steps?: Step[] }

const middle: Point = [120.45, 41.57]
const canvas = 'canvas.maplibregl-canvas'

/** Notes from now on what the map has the browser draw, and what it shows of it. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate((selector) => {
    const gl = document.querySelector<HTMLCanvasElement>(selector)?.getContext('webgl2')
    if (!gl) throw new Error('there is no map')
    const steps: Step[] = []
    ;(window as Watched).steps = steps
    const [draw, order] = [gl.drawElements.bind(gl), gl.fenceSync.bind(gl)]
    const [ask, show] = [gl.clientWaitSync.bind(gl), gl.blitFramebuffer.bind(gl)]
    gl.drawElements = (...given) => {
      const aside = gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING) !== null
      steps.push(aside ? 'drawn' : 'drawn on the canvas')
      draw(...given)
    }
    gl.fenceSync = (...given) => {
      steps.push('ordered')
      return order(...given)
    }
    gl.clientWaitSync = (...given) => {
      const answer = ask(...given)
      steps.push(answer === gl.TIMEOUT_EXPIRED ? 'not done' : 'done')
      return answer
    }
    gl.blitFramebuffer = (...given) => {
      steps.push('shown')
      show(...given)
    }
  }, canvas)
}

const viewOf = (page: Page) => new URL(page.url()).searchParams.get('at') ?? ''
const changed = (page: Page, was: string) =>
  page.waitForFunction((at) => new URL(location.href).searchParams.get('at') !== at, was)

/** Nothing is drawn any more: the map asked for no frame while the page had ten. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const steps = (window as Watched).steps ?? []
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const until = performance.now() + 30_000
    for (let still = 0; still < 10; ) {
      if (performance.now() > until) throw new Error(`the map never rests: ${steps.slice(-6).join()}`)
      const before = steps.length
      await frame()
      still = steps.length === before && steps.at(-1) === 'shown' ? still + 1 : 0
    }
  })
}

describe('a map without a graphics card', () => {
  test('follows a drag of many steps all the way, and shows each frame when it is done', async () => {
    await withScreen({ as: 'steward' }, async ({ page }) => {
      await opened(page, `/map?at=13/${middle[1]}/${middle[0]}&layers=division:township,division:village`)
      await watchFrames(page)
      const at = await onScreen(page, middle)
      await page.mouse.move(at.x, at.y)
      await page.mouse.down()
      await page.mouse.move(at.x + 240, at.y + 60, { steps: 12 })
      const was = viewOf(page)
      await page.mouse.up()
      await changed(page, was)
      const now = await onScreen(page, middle)
      assert.ok(now.x - at.x > 238 && now.y - at.y > 58, JSON.stringify({ at, now }))
      await atRest(page)
      const steps = await page.evaluate(() => (window as Watched).steps ?? [])
      assert.ok(steps.includes('drawn') && !steps.includes('drawn on the canvas'))
      // Something may have been under way when the watch began.
      const states = steps
        .slice(steps.indexOf('ordered'))
        .filter((step) => /^(ordered|done|shown)$/.test(step))
      const expected = states.map((_, index) => ['ordered', 'done', 'shown'][index % 3])
      assert.deepEqual(states, expected)
    })
  })

  test('goes where wheel, keys and buttons lead, and stands there as if it had been opened there', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'steward' }, async ({ page }) => {
      await opened(page, `/map?at=11/${middle[1]}/${middle[0]}&layers=division:township`)
      await watchFrames(page)
      const zoom = () => Number(viewOf(page).split('/')[0])
      const leads = async (act: () => Promise<void>) => {
        const was = viewOf(page)
        await act()
        await changed(page, was)
      }
      await leads(() => page.getByRole('button', { name: say('map.screen.nearer') }).click())
      assert.equal(zoom(), 12)
      await page.locator(canvas).focus()
      await leads(() => page.keyboard.press('ArrowRight'))
      await page.mouse.move(0, 0)
      await page.locator(canvas).blur()
      await atRest(page)
      const moved = await page.locator(canvas).screenshot()
      await opened(page, page.url())
      await page.mouse.move(0, 0)
      const until = Date.now() + 20_000
      let found = { dark: 0, differing: 1 }
      // Its tiles and names come one after another.
      while (found.differing > found.dark / 4 && Date.now() < until)
        found = await compared(page, moved, await page.locator(canvas).screenshot())
      assert.ok(found.dark > 0.002 && found.differing <= found.dark / 4, JSON.stringify(found))
      const { x, y } = await onScreen(page, middle)
      await page.mouse.move(x, y)
      await leads(() => page.mouse.wheel(0, -300))
      assert.ok(zoom() > 12)
    })
  })
})

/** Which share of the dots of the first picture are dark, and of both differ plainly. */
async function compared(
  page: Page,
  one: Buffer,
  other: Buffer,
): Promise<{ dark: number; differing: number }> {
  return page.evaluate(
    async (pictures) => {
      const dots = await Promise.all(
        pictures.map(async (bytes) => {
          const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }))
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
          context?.drawImage(image, 0, 0)
          const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] }
          return data.filter((_, index) => index % 4 === 0)
        }),
      )
      const [a = [], b = []] = dots.map((data) => [...data])
      const share = (is: (red: number, index: number) => boolean) => a.filter(is).length / a.length
      return {
        dark: share((red) => red < 128),
        differing: share((red, index) => Math.abs(red - (b[index] ?? -255)) > 48),
      }
    },
    [[...one], [...other]],
  )
}
