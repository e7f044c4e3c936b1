/** One question of each kind, as the form sends it. */
export const QUESTIONS: [kind: string, fields: object][] = [
  [
    'single',
    {
      prompt: 'What does a bed need **first**?',
      texts: ['Cardboard', 'A spade', 'A fence'],
      right: [0],
      feedbacks: [
        'It smothers what grows there.',
        'Later, if at all.',
        'Only where there are deer.',
      ],
      points: 2,
    },
  ],
  [
    'multiple',
    { prompt: 'Which of these fix nitrogen?', texts: ['Beans', 'Clover', 'Leek'], right: [0, 1] },
  ],
  [
    'truth',
    {
      prompt: 'Tomatoes want six hours of sun.',
      isTrue: true,
      whenWrong: 'With less they make leaves.',
    },
  ],
  ['text', { prompt: 'What do you lay over bare soil?', accepted: 'Mulch\nStraw' }],
  [
    'number',
    { prompt: 'How many litres does a cordon need?', value: '20', tolerance: '2', unit: 'l' },
  ],
  ['order', { prompt: 'Put these in order.', texts: ['Sow', 'Thin', 'Plant out', 'Harvest'] }],
  ['match', { prompt: 'Who lives where?', lefts: ['Bee', 'Ant'], rights: ['Hive', 'Hill'] }],
]
