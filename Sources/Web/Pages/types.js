// The table of event types: sorted by a click on a column's head, filtered by text, and cut where it would be too long.

import { byID, element, keep, setNumber, setText } from './dom.js'
import { number, rate } from './format.js'

/** So many rows are enough for people and not too many for a phone; /stats has all. */
const limit = 100
/** A filter helps where there are more types than fit on a screen. */
const many = 20

const heads = [...document.querySelectorAll('thead th')]
let order = { key: 'count', descending: true }
let types = []

/** Shows the types, `{ type, count, sum, perSecond }`; numbers may be null. */
export function show(summaries) {
    types = summaries
    render()
}

function render() {
    const text = byID('filter-text').value.toLowerCase()
    const found = types.filter(({ type }) => type.toLowerCase().includes(text)).sort(precedes)
    const shown = found.slice(0, limit)
    const most = Math.max(...shown.map(({ count }) => count))
    const hasFractions = shown.some(({ sum }) => !Number.isInteger(sum))
    keep(byID('types'), shown, ({ type }) => type, row, (row, summary) => update(row, summary, most, hasFractions))
    byID('filter').hidden = types.length <= many
    setText(byID('types-note'), note(found))
    for (const head of heads) {
        const sorts = head.firstChild.dataset.key === order.key
        if (sorts) head.setAttribute('aria-sort', order.descending ? 'descending' : 'ascending')
        else head.removeAttribute('aria-sort')
    }
}

function row({ type }) {
    const numbers = Array.from({ length: 3 }, () => element('td', {}, element('data')))
    // Isolated, so that a type in a right-to-left script turns nothing around it.
    return element('tr', {}, element('th', { scope: 'row' }, element('bdi', {}, type)), ...numbers)
}

function update(row, { count, sum, perSecond }, most, hasFractions) {
    const [count_, sum_, rate_] = row.querySelectorAll('data')
    setNumber(count_, count, number(count))
    setNumber(sum_, sum, number(sum, hasFractions))
    setNumber(rate_, perSecond, perSecond === null ? '–' : rate(perSecond))
    row.firstChild.style.setProperty('--share', `${100 * count / most}%`)
}

function note(found) {
    if (types.length === 0) return 'No event has been counted yet.'
    const all = `${number(types.length)} ${types.length === 1 ? 'type' : 'types'}`
    const some = found.length === types.length ? all : `${number(found.length)} of ${all}`
    return found.length <= limit ? some : `The first ${limit} of ${some}; all are in Stats.`
}

/** By the chosen column, and where that is equal by type, so that rows do not change places without a reason. */
function precedes(left, right) {
    const [a, b] = [left[order.key] ?? Infinity, right[order.key] ?? Infinity]
    const sign = order.descending ? -1 : 1
    if (a !== b) return a < b ? -sign : sign
    return left.type < right.type ? -1 : 1
}

for (const head of heads) {
    head.firstChild.addEventListener('click', () => {
        const { key } = head.firstChild.dataset
        // The largest numbers first, but types from the beginning of the alphabet.
        order = { key, descending: order.key === key ? !order.descending : key !== 'type' }
        render()
    })
}

byID('filter-text').addEventListener('input', render)
