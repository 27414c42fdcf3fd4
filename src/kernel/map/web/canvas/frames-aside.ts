type Gl = WebGL2RenderingContext

/** Whether pictures are drawn by the processor, as on office machines and remote desktops without a graphics card. */
export function isDrawnBySoftware(gl: Gl): boolean {
  const known = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(known ? known.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  return /swiftshader|llvmpipe|softpipe|basic render|software/i.test(name)
}

/**
 * A buffer beside the canvas, to draw frames into. What is drawn on a canvas itself is fetched by the browser with the
 * next picture of the page, and without a graphics card the page stands still until it has been drawn; what is drawn
 * beside it holds nobody up, and is shown when it is done.
 */
export class FramesAside {
  readonly #gl: Gl
  readonly #bind: Gl['bindFramebuffer']
  #frame: WebGLFramebuffer | null = null
  #buffers: WebGLRenderbuffer[] = []
  #done: WebGLSync | null = null

  constructor(gl: Gl) {
    this.#gl = gl
    this.#bind = gl.bindFramebuffer.bind(gl)
    gl.bindFramebuffer = (target, framebuffer) => this.#bind(target, framebuffer ?? this.#frame)
    this.fit()
  }

  /** Makes the buffer as large as the canvas. */
  fit(): void {
    const gl = this.#gl
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
    gl.deleteFramebuffer(this.#frame)
    for (const buffer of this.#buffers) gl.deleteRenderbuffer(buffer)
    this.#frame = gl.createFramebuffer()
    this.#bind(gl.FRAMEBUFFER, this.#frame)
    const attached = (format: GLenum, at: GLenum) => {
      const buffer = gl.createRenderbuffer()
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer)
      gl.renderbufferStorage(gl.RENDERBUFFER, format, width, height)
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, at, gl.RENDERBUFFER, buffer)
      return buffer
    }
    this.#buffers = [
      attached(gl.RGBA8, gl.COLOR_ATTACHMENT0),
      attached(gl.DEPTH24_STENCIL8, gl.DEPTH_STENCIL_ATTACHMENT),
    ]
    gl.bindRenderbuffer(gl.RENDERBUFFER, null)
  }

  /** A frame was ordered; it is drawn while the page goes on. */
  ordered(): void {
    const gl = this.#gl
    if (this.#done) gl.deleteSync(this.#done)
    this.#done = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    gl.flush()
  }

  /** Whether a frame is being drawn still. A context that was lost draws nothing any more. */
  isBusy(): boolean {
    const gl = this.#gl
    return (
      this.#done !== null && !gl.isContextLost() && gl.clientWaitSync(this.#done, 0, 0) === gl.TIMEOUT_EXPIRED
    )
  }

  /** Shows the last frame, waiting for it where it isn't done. */
  show(): void {
    const gl = this.#gl
    if (this.#done) gl.deleteSync(this.#done)
    this.#done = null
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
    this.#bind(gl.READ_FRAMEBUFFER, this.#frame)
    this.#bind(gl.DRAW_FRAMEBUFFER, null)
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST)
    this.#bind(gl.FRAMEBUFFER, this.#frame)
  }
}
