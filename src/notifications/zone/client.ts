/** Whoever has not chosen a time zone is offered their browser's own. */
const select = document.querySelector<HTMLSelectElement>('select[data-zone]')
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
if (select && [...select.options].some(({ value }) => value === timeZone)) select.value = timeZone

export {}
