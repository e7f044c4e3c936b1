import { rgbaToThumbHash } from 'thumbhash'

/** The most that thumbhash takes, in pixels of the longer side. */
export const SMALL = 100

/** A placeholder of at most 25 bytes, in base64, of the pixels of a picture that is small already. */
export const hashFrom = (width: number, height: number, rgba: ArrayLike<number>): string =>
  btoa(String.fromCharCode(...rgbaToThumbHash(width, height, rgba)))
