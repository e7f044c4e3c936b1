import * as z from 'zod'

export const ChosenLevel = z.object({
  level: z.enum(['mute', 'normal', 'follow', 'watch'], 'Choose mute, normal, follow or watch.'),
})
