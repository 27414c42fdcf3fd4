import qrcode from 'qrcode'

/** An address as a QR code (GB/T 18284), black on white with its quiet zone, as PNG. */
export function codeImage(address: string): Promise<Buffer> {
  return qrcode.toBuffer(address, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 8 })
}
