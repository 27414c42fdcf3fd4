import { Map as MapView, type MapOptions } from 'maplibre-gl'
import { FramesAside, isDrawnBySoftware } from './frames-aside.ts'

/** How often it is asked whether a frame is done, ms. */
const askedMs = 4

/**
 * A map that never holds the page up: without a graphics card its frames are drawn aside, one after another, and each is
 * shown when it is done. With one, or where every frame is kept (for a sheet), it is MapLibre's own.
 */
export class PatientMap extends MapView {
  private aside: FramesAside | undefined
  /** From the wish for a frame until the page has fetched it. */
  private isUnderWay = false
  private isOrdered = false
  private isNextWanted = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private fetched: number | undefined

  constructor(options: MapOptions) {
    super(options)
    const gl = this.getCanvas().getContext('webgl2')
    if (!gl || options.canvasContextAttributes?.preserveDrawingBuffer || !isDrawnBySoftware(gl)) return
    const aside = new FramesAside(gl)
    this.aside = aside
    this.on('resize', () => aside.fit())
    this.on('webglcontextrestored', () => {
      aside.fit()
      this.isUnderWay = false
    })
    this.on('render', () => {
      aside.ordered()
      this.cancel()
      this.isUnderWay = true
      this.isOrdered = true
      this.timer = setTimeout(this.ask, askedMs)
    })
  }

  private readonly ask = () => {
    if (this.aside?.isBusy()) this.timer = setTimeout(this.ask, askedMs)
    else this.finish()
  }

  private finish(): void {
    this.cancel()
    this.aside?.show()
    // The page fetches it with its next picture, and would wait for whatever was ordered before that.
    this.fetched = requestAnimationFrame(() => {
      this.isUnderWay = false
      this.isOrdered = false
      if (this.isNextWanted) this.triggerRepaint()
    })
  }

  private cancel(): void {
    clearTimeout(this.timer)
    if (this.fetched !== undefined) cancelAnimationFrame(this.fetched)
  }

  /** While a frame is being drawn the next one waits. */
  override triggerRepaint(): void {
    if (!this.aside) {
      super.triggerRepaint()
    } else if (this.isUnderWay) {
      this.isNextWanted = true
    } else {
      this.isUnderWay = true
      // What was wished for until it is drawn will be seen in it.
      requestAnimationFrame(() => (this.isNextWanted = false))
      super.triggerRepaint()
      // A frame that failed is not waited for.
      requestAnimationFrame(() => (this.isUnderWay = this.isOrdered))
    }
  }

  /** At once, for what can't wait: a new size, the printer. */
  override redraw(): this {
    super.redraw()
    if (this.aside) this.finish()
    return this
  }

  override remove(): void {
    super.remove()
    this.cancel()
  }
}
