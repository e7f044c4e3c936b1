import type { SeedAttachments } from './types.ts'

/** What came with posts in Loam. */
export const attachments: SeedAttachments[] = [
  {
    author: 'margot',
    space: 'plots',
    begins: 'Sunday, in four',
    files: [
      {
        file: '/seed/photos/old-wall.webp',
        name: 'the door.webp',
        alt: 'An old brick wall with a door standing open, and green behind it',
      },
      {
        file: '/seed/photos/orchard.webp',
        name: 'the rows.webp',
        alt: 'Apple trees in low sun, a crate of fruit between them',
      },
      {
        file: '/seed/photos/first-light.webp',
        name: 'quarter past six.webp',
        alt: 'Rows of vegetables and a shed at first light',
      },
      {
        file: '/seed/photos/robin.webp',
        name: 'the foreman.webp',
        alt: 'A robin on the handle of a spade',
      },
    ],
  },
  {
    author: 'ingrid',
    space: 'plots',
    begins: 'Frost. That',
    files: [
      {
        file: '/seed/photos/snow.webp',
        name: 'a week later.webp',
        alt: 'The same beds under snow, one set of tracks across them',
      },
      {
        file: '/seed/photos/greenhouse-night.webp',
        name: 'lit.webp',
        alt: 'A greenhouse at night with its lamp on, the glass fogged',
      },
    ],
  },
  {
    author: 'sofia',
    space: 'plots',
    begins: 'It',
    files: [
      {
        file: '/seed/photos/terraces.webp',
        name: 'before.webp',
        alt: 'Terraces of olive trees going down to the sea',
      },
      {
        file: '/seed/photos/tools.webp',
        name: 'after.webp',
        alt: 'Rakes and shears hung up on a wall',
      },
      {
        file: '/seed/photos/jars.webp',
        name: 'the point of it.webp',
        alt: 'Jars on a shelf, each with a label',
      },
    ],
  },
  {
    author: 'fatemeh',
    space: 'plots',
    begins: 'The recording, as I promised',
    files: [{ file: '/seed/media/channel.m4a', name: 'The channel before five.m4a' }],
  },
  {
    author: 'tam',
    space: 'plots',
    begins: 'Wind',
    files: [{ file: '/seed/media/wind.mp4', name: 'Wind gone round.mp4' }],
  },
]
