/** Draws a small portrait and answers it as a `data:` address, the way a card carries a face. */
export function drawFixtureFace(skin: string, hair: string, shirt: string, ground: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 96
  const paint = canvas.getContext('2d')!
  const disc = (x: number, y: number, across: number, down: number, colour: string): void => {
    paint.fillStyle = colour
    paint.beginPath()
    paint.ellipse(x, y, across, down, 0, 0, Math.PI * 2)
    paint.fill()
  }
  paint.fillStyle = ground
  paint.fillRect(0, 0, 96, 96)
  disc(48, 44, 27, 30, hair)
  disc(48, 104, 40, 32, shirt)
  disc(48, 66, 10, 16, skin)
  disc(48, 48, 20, 24, skin)
  paint.fillStyle = hair
  paint.beginPath()
  paint.ellipse(48, 30, 22, 14, -0.12, Math.PI, 0)
  paint.fill()
  disc(40, 48, 2, 2.4, '#2a1f1a')
  disc(56, 48, 2, 2.4, '#2a1f1a')
  paint.strokeStyle = '#8a4b3a'
  paint.lineWidth = 2
  paint.lineCap = 'round'
  paint.beginPath()
  paint.arc(48, 55, 6, 0.25, Math.PI - 0.25)
  paint.stroke()
  return canvas.toDataURL('image/webp', 0.9)
}
