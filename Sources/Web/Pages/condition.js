// What /status tells: the condition in words, the queues, and the figures of this process.

import { byID, element, keep, setNumber, setText } from './dom.js'
import { age, clock, number } from './format.js'

/** Shows an answer of /status, given at `now`, a time of the server's clock in milliseconds. */
export function show(status, now) {
    setText(byID('queue'), status.queue)
    setText(byID('version'), status.version)
    setCondition(byID('condition'), ...condition(status))
    document.title = `${status.ready ? '' : '⚠ '}${status.queue} – sqs-exporter`
    for (const figure of document.querySelectorAll('[data-figure]')) {
        const value = member(status, figure.dataset.figure)
        setNumber(figure, value, number(value))
    }
    for (const figure of document.querySelectorAll('[data-age]')) {
        const time = member(status, figure.dataset.age)
        setText(figure, time === null ? 'never' : `${since(time, now)} ago`)
        figure.dateTime = time ?? ''
    }
    setText(byID('reasons'), reasons(status.messages.rejected_by_reason))
    const dead = total(status.queues.find(({ role }) => role === 'dead_letter'))
    headline(byID('waiting'), status.queues.find(({ role }) => role === 'source')?.visible)
    headline(byID('dead'), dead)
    if (dead > 0) byID('dead-sign').dataset.state = 'warn'
    else delete byID('dead-sign').dataset.state
    keep(byID('queues'), status.queues, ({ name, role }) => `${role} ${name}`, section, (section, queue) => {
        update(section, queue, now)
    })
}

/** Shows that there was no answer; `since` is when the last one came, if one ever did. */
export function showSilence(problem, since) {
    const figures = since ? `The figures are from ${clock(since)}. ` : ''
    setCondition(byID('condition'), 'bad', problem, `${figures}The page goes on trying.`)
    document.title = '⚠ sqs-exporter'
}

function condition({ healthy, ready, problems }) {
    if (!healthy) return ['bad', 'Not working:', problems.join('; ')]
    if (!ready) return ['warn', 'Not consuming:', problems.join('; ')]
    return ['good', 'Consuming', 'and healthy']
}

function setCondition(sign, state, word, rest) {
    sign.dataset.state = state
    const [strong, span] = sign.querySelectorAll('strong, span')
    setText(strong, word)
    setText(span, rest)
}

/** A number at the top of the page: a dash where it is not known. */
function headline(figure, value) {
    setNumber(figure, value, value == null ? '–' : number(value))
}

function total(queue) {
    return queue?.visible == null ? null : queue.visible + queue.not_visible + queue.delayed
}

/** The commonest first. */
function reasons(counts) {
    const sorted = Object.entries(counts).sort(([, left], [, right]) => right - left)
    return sorted.map(([reason, count]) => `${number(count)} ${reason}`).join(', ')
}

function section() {
    const fact = term => element('div', {}, element('dt', {}, term), element('dd', {}, element('data')))
    const sign = element('p', { className: 'sign' }, element('strong'), ' ', element('span', { className: 'quiet' }))
    const depth = element('dl', {}, fact('Visible'), fact('Not visible'), fact('Delayed'))
    return element('div', { className: 'queue' }, element('h3'), sign, depth)
}

function update(section, queue, now) {
    setText(section.querySelector('h3'), queue.name)
    setCondition(section.querySelector('.sign'), ...queueCondition(queue, now))
    const numbers = section.querySelectorAll('data')
    for (const [index, key] of ['visible', 'not_visible', 'delayed'].entries()) headline(numbers[index], queue[key])
}

function queueCondition(queue, now) {
    const kind = queue.role === 'source' ? 'main queue' : 'dead-letter queue'
    if (queue.read_at === null) return ['unknown', 'Not read yet', kind]
    if (!queue.up) return ['warn', `Not readable for ${since(queue.read_at, now)}`, kind]
    if (queue.role === 'source') return ['good', 'Readable', kind]
    if (queue.nonempty_since === null) return ['good', 'Empty', kind]
    return ['warn', `Not empty for ${since(queue.nonempty_since, now)}`, kind]
}

function since(time, now) {
    return age((now - Date.parse(time)) / 1000)
}

function member(object, path) {
    return path.split('.').reduce((value, key) => value[key], object)
}
