import type { SeedResource } from './types.ts'

/** The folders on Loam's shelf. */
export const folders: SeedResource[] = [
  {
    space: 'shelf',
    uploader: 'margot',
    title: 'To print',
    description: 'For the envelope, the packet and the potting shed wall.',
    daysAgo: 131,
  },
]

/** What stands on Loam's shelf, and in its folders. */
export const resources: SeedResource[] = [
  {
    space: 'shelf',
    uploader: 'kaia',
    title: 'The sowing calendar, v9',
    description:
      'Counts backwards from your own frost. Both hemispheres, no-frost mode, Auntie tab.',
    daysAgo: 71,
    body: '| Weeks before last frost | Sow |\n|---|---|\n| 10 | Peppers, aubergines, celeriac |\n| 8 | Tomatoes, leeks |\n| 6 | Lettuce, cabbages, nicotiana |\n| 4 | Squash, cucumbers, melons |\n| 2 | Beans in pots |\n| 0 | Beans, corn, courage |\n| ? | ASK |',
  },
  {
    space: 'shelf',
    uploader: 'rahim',
    title: 'A hundred words for a melon',
    description: 'Collected from all of you. Sixty-three so far.',
    daysAgo: 52,
    body: '- **qovun** (Uzbek): melon, and also a compliment\n- **Mirzachul** (Uzbek): of the hungry steppe\n- **tālebi** (Persian): “the one you asked for”\n- **kelek** (Turkish): unripe; also, someone who will let you down\n- **αγγούρι** (Greek): a cucumber; a difficult situation\n- **pepino** (Spanish): what it came out as\n- **гарбуз** (Ukrainian): a pumpkin; you are not marrying her\n- **முலாம்பழம்** (Tamil): cheap, loud, beloved',
  },
  {
    space: 'shelf',
    uploader: 'chen',
    title: 'Twenty-four seed-packet labels',
    folder: 'To print',
    description: 'Print them on anything. Free, for ever. Please leave the snail.',
    daysAgo: 89,
    file: '/seed/covers/event-seed-swap.webp',
  },
  {
    space: 'shelf',
    uploader: 'amara',
    title: 'The customs note in six languages',
    folder: 'To print',
    description: 'Cut out, sign, tuck into the envelope. It says “beans, with love”.',
    daysAgo: 34,
    body: '> **EN** Seeds for planting, a gift, no value, beans, with love.\n>\n> **FR** Semences, cadeau, sans valeur : des haricots, avec amour.\n>\n> **ES** Semillas, regalo, sin valor: frijoles, con cariño.\n>\n> **RO** Semințe, cadou, fără valoare: fasole, cu drag.\n>\n> **TH** เมล็ดพันธุ์ ของขวัญ ไม่มีมูลค่า ถั่ว ด้วยรัก\n>\n> **DE** Saatgut, Geschenk, ohne Wert: Bohnen, mit Liebe.',
  },
  {
    space: 'shelf',
    uploader: 'joaquim',
    title: 'How a dry wall stands up',
    folder: 'To print',
    description: 'Five rules, one page, for taking outside.',
    daysAgo: 103,
    body: '1. One on two, two on one.\n2. Long axis in.\n3. Hearting placed, never shovelled.\n4. Through-stones at the knee.\n5. One in six: it should look like it is listening.\n\n*And leave holes for the wind.*',
  },
  {
    space: 'shelf',
    uploader: 'margot',
    title: 'A plan to copy',
    folder: 'To print',
    description: 'The walled garden from above, with the two car-park bays still marked. Sort of.',
    daysAgo: 130,
    file: '/seed/photos/plan.webp',
  },
  {
    space: 'shelf',
    uploader: 'rahim',
    title: 'Growing degree days, explained',
    description: 'Why the same bean takes six weeks here and eleven there.',
    daysAgo: 47,
    link: 'https://en.wikipedia.org/wiki/Growing_degree-day',
    picture: '/seed/covers/space-sills.webp',
  },
  {
    space: 'shelf',
    uploader: 'amara',
    title: 'A herbal from 1597',
    description: 'Gerard, all of it, scanned. **Not** medical advice, then or now.',
    daysAgo: 19,
    link: 'https://www.biodiversitylibrary.org/',
  },
]
