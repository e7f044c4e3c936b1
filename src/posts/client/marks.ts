/** Types text over a range, so that the browser's own undo takes it back. */
export function insert(
  area: HTMLTextAreaElement,
  text: string,
  from = area.selectionStart,
  to = area.selectionEnd,
) {
  area.focus()
  area.setSelectionRange(from, to)
  if (document.execCommand('insertText', false, text)) return
  area.setRangeText(text, from, to, 'end')
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Sets marks around what is selected (`**|**`), or at the start of each of its lines. */
export function surround(area: HTMLTextAreaElement, wrap?: string, line?: string) {
  const { selectionStart: from, selectionEnd: to, value } = area
  if (line) {
    const start = value.lastIndexOf('\n', from - 1) + 1
    const lines = value.slice(start, to).split('\n')
    return insert(area, lines.map((words) => line + words).join('\n'), start, to)
  }
  const [before = '', after = ''] = wrap?.split('|') ?? []
  const words = value.slice(from, to)
  insert(area, before + words + after, from, to)
  const caret = from + before.length + words.length
  const isAddress = after.endsWith('://)')
  if (words && isAddress) area.setSelectionRange(caret + 2, caret + after.length - 1)
  else area.setSelectionRange(from + before.length, caret)
}
