import { crumbMembers, people } from './people.ts'
import { pick } from './pick.ts'
import type { SeedEvent } from './types.ts'

const everyone = people.map((person) => person.username)

const bakers = crumbMembers.map((member) => member.username)

function rsvps(
  title: string,
  going: number,
  interested: number,
  notGoing: number,
  { waiting = 0, among = everyone } = {},
) {
  const all = pick(title, going + interested + notGoing + waiting, among)
  return {
    going: all.slice(0, going),
    interested: all.slice(going, going + interested),
    notGoing: all.slice(going + interested, going + interested + notGoing),
    waiting: all.slice(going + interested + notGoing),
  }
}

/** What is to come, what comes each week, what is full, what falls out, and what has been. */
export const events: SeedEvent[] = [
  {
    space: 'gatherings',
    host: 'margot',
    title: 'The winter seed swap',
    description: `Bring what you have too much of. Paper, not plastic: name, place, year. If you don't know what it is, write “don't know”, that's the most popular table.

**How it goes**

1. Ten minutes each kitchen, we go round the world by the clock.
2. Ioana opens one knot of cloth, live, and we guess.
3. Then everyone types at once. Kaia keeps the till. There's no money, but there's a till.

You can come without seeds. Come *especially* without seeds.`,
    cover: '/seed/covers/event-seed-swap.webp',
    type: 'hybrid',
    location: 'On video, and in eleven kitchens (the list is in the shelf)',
    inDays: 9,
    at: '16:00',
    minutes: 120,
    timezone: 'Europe/London',
    capacity: null,
    recording: null,
    rsvps: rsvps('swap', 34, 11, 4),
  },
  {
    space: 'gatherings',
    host: 'ben',
    title: 'Soil clinic: bring a jar',
    description: `Fill a jar one third with soil, two thirds with water, add a pinch of salt, shake it, and leave it **alone for a day**. Then bring it to the camera.

I'll read as many as I can: sand, silt, clay, and what to do about it. Twenty seats, because a jar deserves five minutes.`,
    cover: '/seed/covers/event-soil.webp',
    type: 'online',
    location: 'On video',
    link: 'https://meet.example/soil-clinic',
    inDays: 17,
    at: '19:00',
    minutes: 100,
    timezone: 'Australia/Hobart',
    capacity: 20,
    recording: null,
    rsvps: rsvps('soil', 18, 9, 2),
    coHosts: ['tomasz'],
  },
  {
    space: 'gatherings',
    host: 'viktor',
    title: 'Pruning: an argument with the sun',
    description: `Eighty vines, one ladder, two hours. I explain each cut *before* I make it and you're allowed to disagree.

For those who come: warm clothes, clean secateurs. Soup after. For those on video: the telephone is on a stick and the stick is held by my grandson, who gets bored, so ask questions.`,
    cover: '/seed/covers/event-pruning.webp',
    type: 'in_person',
    location: 'Szépasszonyvölgy, Eger, Hungary',
    inDays: 41,
    at: '10:00',
    minutes: 150,
    timezone: 'Europe/Budapest',
    capacity: 14,
    recording: null,
    rsvps: rsvps('pruning', 14, 4, 3, { waiting: 5 }),
  },
  {
    space: 'gatherings',
    host: 'haruka',
    title: 'One hour of moss',
    description: `We look at a square of moss, ten by ten centimetres, for one hour. You may bring a lens. We speak for the last ten minutes only.

It's longer than you think, and then it's shorter.`,
    cover: '/seed/covers/space-stewards.webp',
    type: 'online',
    location: 'On video, with the sound off',
    inDays: 26,
    at: '06:30',
    minutes: 60,
    timezone: 'Asia/Tokyo',
    capacity: 30,
    recording: null,
    rsvps: rsvps('moss', 16, 12, 3),
  },
  {
    space: 'gatherings',
    host: 'june',
    title: 'Moth night, everywhere',
    description: `A white sheet, a lamp, and whoever comes. Go out an hour after dark where you are and stay for an hour. Write down what lands, or only what it looked like.

No pins, no jars. They have somewhere to be.`,
    cover: '/seed/covers/event-moth-night.webp',
    type: 'hybrid',
    location: 'Eleven cities and one car park',
    inDays: -12,
    at: '21:00',
    minutes: 90,
    timezone: 'America/Los_Angeles',
    capacity: null,
    recording: 'https://archive.org/details/moths',
    rsvps: rsvps('moth', 43, 6, 5),
  },
  {
    space: 'gatherings',
    host: 'lucia',
    title: 'Forty-one potatoes',
    description: `My grandmother says the names, I translate, and my niece draws. It lasted an hour and a half last time because of the one that makes the daughter-in-law cry.`,
    cover: '/seed/photos/terraces.webp',
    type: 'online',
    location: 'On video, from the terrace if the signal allows',
    inDays: -58,
    at: '15:00',
    minutes: 90,
    timezone: 'America/Lima',
    capacity: 60,
    recording: null,
    rsvps: rsvps('potatoes', 38, 7, 3),
  },
  {
    space: 'gatherings',
    host: 'amara',
    title: 'Sunday kettle',
    description: `Half an hour with a cup of something. No agenda, no slides. You say what is up where you are, and then somebody else does.

Come late, leave early, keep the camera off.`,
    cover: '/seed/covers/space-kitchen.webp',
    type: 'online',
    location: '',
    link: 'https://meet.example/kettle',
    inDays: 4,
    weekday: 0,
    at: '18:30',
    minutes: 30,
    timezone: 'Europe/Lisbon',
    capacity: null,
    recording: null,
    again: { rule: 'FREQ=WEEKLY', days: 7, times: 20 },
    rsvps: rsvps('kettle', 9, 5, 1),
  },
  {
    space: 'gatherings',
    host: 'joaquim',
    title: 'Three days of dry wall',
    description: `We rebuild eleven metres of terrace wall, by hand, without mortar. Beds for eight in the house, straw for the others.

- **Day one**: taking down, sorting, and swearing
- **Day two**: foundations and the first courses
- **Day three**: through-stones, coping, lunch on top of it

Gloves are here. Knees are yours.`,
    cover: '/seed/photos/terraces.webp',
    type: 'in_person',
    location: 'Quinta do Vale, Piódão, Portugal',
    inDays: 33,
    at: '09:00',
    minutes: 2 * 24 * 60 + 7 * 60,
    timezone: 'Europe/Lisbon',
    capacity: 12,
    recording: null,
    coHosts: ['rahim'],
    rsvps: rsvps('dry wall', 9, 7, 2),
  },
  {
    space: 'gatherings',
    host: 'sofia',
    title: 'Midnight grafting',
    description: 'The scions froze. So did I. We try again in spring, and I bring the good tape.',
    cover: '/seed/covers/space-mended.webp',
    type: 'online',
    location: 'On video',
    inDays: 12,
    at: '23:30',
    minutes: 60,
    timezone: 'Europe/Athens',
    capacity: 25,
    recording: null,
    cancelled: true,
    rsvps: rsvps('grafting', 11, 3, 2),
  },
  {
    space: 'oven-days',
    host: 'yusuf',
    title: 'The long bake',
    description: `The oven is lit at five. Flatbreads while it is too hot, the big loaves at ten, beans in the ashes overnight.

Bring a dough and say its hydration out loud at the door.`,
    cover: '/seed/photos/oven.webp',
    type: 'in_person',
    location: 'The yard behind No. 9, Kadıköy, Istanbul',
    inDays: 6,
    at: '05:00',
    minutes: 9 * 60,
    timezone: 'Europe/Istanbul',
    capacity: 6,
    recording: null,
    rsvps: rsvps('long bake', 6, 2, 1, { waiting: 3, among: bakers }),
  },
  {
    space: 'oven-days',
    host: 'theo',
    title: 'Feeding hour',
    description: 'Starters on the table, lids off. We feed, we smell, we compare notes.',
    cover: '/seed/photos/bread.webp',
    type: 'online',
    location: '',
    link: 'https://meet.example/feeding-hour',
    inDays: 2,
    at: '08:00',
    minutes: 60,
    timezone: 'Europe/Athens',
    capacity: null,
    recording: null,
    again: { rule: 'FREQ=WEEKLY;INTERVAL=2', days: 14, times: 12 },
    rsvps: rsvps('feeding', 5, 3, 0, { among: bakers }),
  },
]
