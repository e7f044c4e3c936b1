import { describe, expect, it } from 'vitest'
import { type Answer, answersFrom, fieldOf } from '../answers/rules.ts'
import { askingOf, shuffled } from '../asking/rules.ts'
import { QUIZ_DEFAULTS, type Question, type QuizSettings } from '../rules.ts'
import { isNumber } from './numbers/rules.ts'
import { gradeOf, percentOf } from './rules.ts'
import { isText } from './words/rules.ts'

const base = { id: 'q', prompt: 'Why?', points: 4, whenRight: 'Yes!', whenWrong: 'Look again.' }
const choice = (id: string, isRight: boolean) => ({
  id,
  text: `T${id}`,
  isRight,
  feedback: `F${id}`,
})
const options = [choice('a', true), choice('b', true), choice('c', false), choice('d', false)]
const pair = (id: string, right: string) => ({ id, left: `L${id}`, rightId: `r${id}`, right })
const items = ['x', 'y', 'z'].map((id) => ({ id, text: `I${id}` }))

const questions = {
  single: { ...base, kind: 'single', options: options.slice(1) },
  multiple: { ...base, kind: 'multiple', options },
  truth: { ...base, kind: 'truth', isTrue: false },
  text: { ...base, kind: 'text', accepted: ['Straße', 'road'], isStrict: false },
  number: { ...base, kind: 'number', value: 1234.5, tolerance: 0.5, unit: 'kg' },
  order: { ...base, kind: 'order', items },
  match: { ...base, kind: 'match', pairs: [pair('1', 'red'), pair('2', 'blue'), pair('3', 'red')] },
} satisfies Record<string, Question>

const points = (question: Question, answer: Answer, settings: Partial<QuizSettings> = {}) =>
  gradeOf({ settings: { ...QUIZ_DEFAULTS, ...settings }, questions: [question] }, { q: answer })
    .points

describe('grading', () => {
  const cases: [keyof typeof questions, Answer, number][] = [
    ['single', 'b', 4],
    ['single', 'c', 0],
    ['single', null, 0],
    ['multiple', ['a', 'b'], 4],
    ['multiple', ['a'], 2],
    ['multiple', ['a', 'c'], 0],
    ['multiple', ['a', 'b', 'c'], 2],
    ['multiple', ['a', 'b', 'c', 'd'], 0],
    ['multiple', [], 0],
    ['truth', false, 4],
    ['truth', true, 0],
    ['truth', null, 0],
    ['text', 'strasse', 4],
    ['text', '  The road ', 0],
    ['text', '“Road.”', 4],
    ['number', '1.235', 4],
    ['number', '1 234,5 KG', 4],
    ['number', '1236', 0],
    ['order', { x: '1', y: '2', z: '3' }, 4],
    ['order', { x: '1', y: '3', z: '2' }, 1.33],
    ['order', { x: '1', y: '1', z: '1' }, 1.33],
    ['match', { 1: 'r1', 2: 'r2', 3: 'r3' }, 4],
    ['match', { 1: 'r3', 2: 'r2', 3: 'r1' }, 4],
    ['match', { 1: 'r2', 2: 'r2' }, 1.33],
    // an answer of another kind is no answer
    ['order', 'x', 0],
    ['match', ['r1'], 0],
    ['single', ['b'], 0],
    ['text', true, 0],
  ]
  it.each(cases)('%s answered %j is worth %d of 4', (kind, answer, worth) => {
    expect(points(questions[kind], answer)).toBe(worth)
  })

  it('gives all or nothing where nothing is partly right', () => {
    expect(points(questions.multiple, ['a'], { isPartial: false })).toBe(0)
    expect(points(questions.multiple, ['a', 'b'], { isPartial: false })).toBe(4)
  })

  it('passes at the mark, and never by rounding', () => {
    const three = [1, 2, 3].map((n) => ({ ...questions.truth, id: `q${n}`, points: 1 }))
    const graded = (passMark: number, right: number) =>
      gradeOf(
        { settings: { ...QUIZ_DEFAULTS, passMark }, questions: three },
        Object.fromEntries(three.map(({ id }, at) => [id, at >= right])),
      )
    expect([graded(66, 2).isPassed, graded(67, 2).isPassed]).toEqual([true, false])
    expect(percentOf(graded(67, 2))).toBe(66)
    expect([graded(0, 0).isPassed, graded(100, 3).isPassed]).toEqual([true, true])
  })

  it.each([
    ['1,000', 1000, true],
    ['1,000', 1, true],
    ['12,34', 12.34, true],
    ['12,34', 1234, false],
    ["1'000.5", 1000.5, true],
    ['1/3', 0.3333, true],
    ['1/0', 0, false],
    ['−5', -5, true],
    ['.5', 0.5, true],
    ['50 %', 50, true],
    ['1e3', 1000, true],
    ['0x10', 16, false],
    ['Infinity', 0, false],
    ['five', 5, false],
    ['', 0, false],
  ])('reads %s as %d: %s', (said, value, is) => {
    expect(isNumber({ value, tolerance: 0.001, unit: '' }, said)).toBe(is)
  })

  it.each([
    ['Zürich', 'zurich', false, true],
    ['Zürich', 'zurich', true, false],
    ['rock–paper', 'Rock-Paper!', false, true],
    ['?!', '?!', false, false],
    ['日本', '日本', false, true],
  ])('takes for %s the word %s (strict: %s): %s', (accepted, said, isStrict, is) => {
    expect(isText({ accepted: [accepted], isStrict }, said)).toBe(is)
  })
})

describe('answers', () => {
  const all = Object.entries(questions).map(([id, question]) => ({ ...question, id }))

  it('are read from the fields of a form', () => {
    const said = {
      [fieldOf('single')]: 'b',
      [fieldOf('multiple')]: ['a', 'nonsense'],
      [fieldOf('truth')]: 'false',
      [fieldOf('text')]: ' road ',
      [fieldOf('number')]: 1234,
      [fieldOf('order', 'x')]: '2',
      [fieldOf('order', 'y')]: '9',
      [fieldOf('match', '1')]: 'r2',
      [fieldOf('match', '2')]: '__proto__',
    }
    expect(answersFrom(all, said)).toEqual({
      ...{ single: 'b', multiple: ['a'], truth: false, text: 'road', number: '1234' },
      ...{ order: { x: '2' }, match: { 1: 'r2' } },
    })
  })

  it('that make no sense are none', () => {
    const said = Object.fromEntries(all.map(({ id }) => [fieldOf(id), { toString: 'x' }]))
    expect(Object.values(answersFrom(all, said)).flat()).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('asking', () => {
  const quiz = {
    settings: QUIZ_DEFAULTS,
    questions: Object.entries(questions).map(([id, question]) => ({ ...question, id })),
  }

  it('says nothing of what is right', () => {
    const told = JSON.stringify(askingOf(quiz, 'seed'))
    for (const secret of ['isRight', 'isTrue', 'accepted', 'Straße', 'road', '1234', 'tolerance'])
      expect(told).not.toContain(secret)
    for (const secret of ['feedback', 'Fa', 'Yes!', 'Look again', 'isStrict'])
      expect(told).not.toContain(secret)
  })

  it('keeps the order of one attempt, and never asks for an order that is there already', () => {
    expect(askingOf(quiz, 'one')).toEqual(askingOf(quiz, 'one'))
    const orders = new Set(
      Array.from({ length: 50 }, (_, n) => JSON.stringify(askingOf(quiz, `${n}`))),
    )
    expect(orders.size).toBeGreaterThan(40)
    for (let n = 0; n < 50; n++) {
      const order = askingOf(quiz, `${n}`).find(({ kind }) => kind === 'order')
      expect(order?.options.map(({ id }) => id)).not.toEqual(['x', 'y', 'z'])
    }
  })

  it('leaves the order of two to chance: always the wrong way round would be an answer', () => {
    const two = [{ ...questions.order, items: items.slice(0, 2) }]
    const firsts = Array.from({ length: 50 }, (_, n) =>
      askingOf({ ...quiz, questions: two }, `${n}`).flatMap(({ options }) => options[0]?.id ?? []),
    )
    expect([...new Set(firsts.flat())].sort()).toEqual(['x', 'y'])
  })

  it('offers a right that belongs to two but once', () => {
    const match = askingOf(quiz, 'seed').find(({ kind }) => kind === 'match')
    expect(match?.rights.map(({ text }) => text).sort()).toEqual(['blue', 'red'])
  })

  it('shuffles evenly', () => {
    const firsts = Array.from({ length: 4000 }, (_, n) => shuffled([0, 1, 2, 3], `${n}`)[0])
    for (const one of [0, 1, 2, 3])
      expect(Math.abs(firsts.filter((first) => first === one).length - 1000)).toBeLessThan(150)
  })
})
