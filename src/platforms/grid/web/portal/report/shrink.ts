const edgeMax = 2560
const enoughBytes = 1_500_000

/** A smaller photo before it is sent, where the browser can make one; what it was taken with and where falls off here. */
export async function shrink(file: File): Promise<Blob> {
  if (file.size <= enoughBytes && file.type === 'image/jpeg') return file
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, edgeMax / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return made && made.size < file.size ? made : file
  } catch {
    return file
  }
}
