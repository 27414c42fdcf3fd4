import type { Block } from '../model/paper.ts'

/** An address as a QR code (GB/T 18284), black on white with its quiet zone, as PNG. */
export async function codeImage(address: string): Promise<Buffer> {
  const { default: qrcode } = await import('qrcode')
  return qrcode.toBuffer(address, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 8 })
}

/** The same blocks, with the pictures of their codes (base64). */
export function withPictures(blocks: readonly Block[]): Promise<Block[]> {
  return Promise.all(
    blocks.map(async (block): Promise<Block> => {
      if (block.kind === 'columns')
        return { ...block, columns: await Promise.all(block.columns.map((one) => withPictures(one))) }
      if (block.kind !== 'code') return block
      return { ...block, picture: (await codeImage(block.address)).toString('base64') }
    }),
  )
}
