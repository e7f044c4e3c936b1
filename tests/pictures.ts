const from = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

/** Real pictures of 16 by 12 pixels. */
export const jpeg = from(
  '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAME/8QAHBAAAQMFAAAAAAAAAAAAAAAAAAEDFQRTYpHR/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAZEQADAAMAAAAAAAAAAAAAAAAAARQCUVL/2gAMAwEAAhEDEQA/AMsPiIfEtN1FtrS9E3UW2tL0lauRSZ7R/9k=',
)
export const webp = from(
  'UklGRkYAAABXRUJQVlA4IDoAAACwAQCdASoQAAwAA4BaJagCdAEOtXEwAP7pXd0GIQJCxDN5GRfI7CH6FMh1VT3pB6OahMo3OwEXAAAA',
)
export const png = from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIAAADkharWAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAATklEQVQoz2Ng0AggDYnYpJCEgHoqSEIMNik9JCGGgIoFJCGGlJ4tJCGGigUnSEIMPVvukIQYFpz4QBJi2HKHhSTEcOKDBEmI4Q6LDkkIAKrPEZCOxaa8AAAAAElFTkSuQmCC',
)

const text = (words: string) => new TextEncoder().encode(words)

export const joined = (...pieces: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A place in Exif, as a phone writes it: turned by 90 degrees, taken at 48.85 north. */
export const exif = joined(
  text('MM\0*\0\0\0\u0008\0\u0002'),
  Uint8Array.of(...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], ...[0x88, 0x25, 0, 4]),
  Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0),
  text('GPSLatitude 48.85 N'),
)

const segment = (code: number, body: Uint8Array) =>
  joined(Uint8Array.of(0xff, code, (body.length + 2) >> 8, (body.length + 2) & 255), body)

/** A JPEG with a place in Exif and XMP, a comment, and a second picture behind it. */
export const tellingJpeg = joined(
  jpeg.subarray(0, 2),
  segment(0xe1, joined(text('Exif\0\0'), exif)),
  segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>')),
  segment(0xed, text('Photoshop 3.0\0 City GPSLatitude')),
  segment(0xfe, text('<script>alert(1)</script>')),
  jpeg.subarray(2),
  text('<html><script>alert(2)</script> GPSLatitude'),
)

/** A JPEG that is a page, too, for who looks at its name or its end. */
export const polyglot = joined(
  jpeg.subarray(0, 2),
  segment(0xfe, text('<!doctype html><html><script>alert(1)</script>')),
  jpeg.subarray(2),
  text('<!doctype html><html><script>alert(1)</script></html>'),
)

const chunk = (type: string, body: Uint8Array) => {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length)
  // nobody who only removes it looks at its sum
  return joined(length, text(type), body, new Uint8Array(4))
}

/** A PNG with a place in Exif and words. */
export const tellingPng = joined(
  png.subarray(0, 33),
  chunk('eXIf', exif),
  chunk('iTXt', text('XML:com.adobe.xmp\0\0\0\0\0<x>GPSLatitude</x>')),
  png.subarray(33),
  text('GPSLatitude'),
)

const riff = (type: string, body: Uint8Array) => {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length, true)
  return joined(text(type), length, body, new Uint8Array(body.length % 2))
}

/** A WebP with a place in Exif and XMP, announced in its head. */
export const tellingWebp = (() => {
  const body = joined(
    text('WEBP'),
    riff('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 15, 0, 0, 11, 0, 0)),
    webp.subarray(12),
    riff('EXIF', exif),
    riff('XMP ', text('<x>GPSLatitude</x>')),
  )
  return riff('RIFF', body)
})()

/** A GIF of 16 by 12 pixels that moves: two pictures, for ever. */
const still = joined(
  Uint8Array.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0),
  Uint8Array.of(0x2c, 0, 0, 0, 0, 16, 0, 12, 0, 0, 2, 3, 0x84, 0x8f, 0x05, 0),
)
const gifHead = joined(
  text('GIF89a'),
  Uint8Array.of(16, 0, 12, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
)
const loop = joined(
  ...[Uint8Array.of(0x21, 0xff, 11), text('NETSCAPE2.0'), Uint8Array.of(3, 1, 0, 0, 0)],
)
export const gif = joined(gifHead, loop, still, still, Uint8Array.of(0x3b))

/** The same with a place in XMP, a comment, words over it, and a page behind it. */
export const tellingGif = joined(
  ...[gifHead, loop, Uint8Array.of(0x21, 0xff, 11), text('XMP DataXMP<x>GPS 48.85</x>')],
  // a ramp by which readers of blocks find out of it again
  Uint8Array.of(1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0),
  ...[Uint8Array.of(0x21, 0xfe, 15), text('GPSLatitude<xmp'), Uint8Array.of(0)],
  ...[still, Uint8Array.of(0x21, 0xfe, 7), text('<script'), Uint8Array.of(0), still],
  ...[Uint8Array.of(0x3b), text('<html><script>GPS')],
)
