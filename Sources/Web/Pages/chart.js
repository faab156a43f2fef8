// The chart of the rate: a line over the time since the page was opened, five minutes at most.

import { byID, setText } from './dom.js'
import { age, number, rate } from './format.js'

/** The chart's own units, which the browser stretches. */
const [width, height] = [600, 100]
/** A longer silence between two samples, in seconds, is a gap and no line: nobody looked, or nobody answered. */
const silence = 45

const svg = byID('chart')
let samples = []

/** Draws the samples, `{ time, perSecond }`, oldest first. */
export function draw(history) {
    samples = history
    if (samples.length < 2) return
    const top = ceiling(Math.max(...samples.map(sample => sample.perSecond)))
    const pieces = unbroken(samples).map(piece => piece.map(sample => point(sample, top)))
    path('line', pieces.map(piece => `M${piece.join('L')}`))
    path('area', pieces.map(piece => `M${piece.join('L')}V${height}H${piece[0][0]}Z`))
    setText(byID('chart-top'), number(top))
    setText(byID('chart-middle'), number(top / 2))
    setText(byID('chart-start'), `${age(samples.at(-1).time - samples[0].time)} ago`)
    svg.setAttribute('aria-label', summary())
}

/** Samples without the gaps between them. */
function unbroken(samples) {
    const pieces = [[]]
    for (const [index, sample] of samples.entries()) {
        if (index > 0 && sample.time - samples[index - 1].time > silence) pieces.push([])
        pieces.at(-1).push(sample)
    }
    return pieces
}

/** A round number that is not smaller. */
function ceiling(value) {
    const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
    return [1, 2, 3, 4, 5, 6, 8, 10].map(digit => digit * power).find(round => round >= value)
}

function position(time) {
    const [first, last] = [samples[0].time, samples.at(-1).time]
    return width * (time - first) / (last - first)
}

/** `[x, y]`, which a path wants with a comma between them, as joining has it. */
function point(sample, top) {
    return [position(sample.time), height - height * sample.perSecond / top].map(number => number.toFixed(1))
}

function path(name, pieces) {
    svg.querySelector(`.${name}`).setAttribute('d', pieces.join(''))
}

function summary() {
    const rates = samples.map(sample => sample.perSecond)
    const [least, most] = [Math.min(...rates), Math.max(...rates)].map(rate)
    const span = age(samples.at(-1).time - samples[0].time)
    return `Events per second over the last ${span}: now ${rate(rates.at(-1))}, between ${least} and ${most}`
}

// Where the pointer is, the chart tells the rate and how long ago it was.

svg.addEventListener('pointermove', event => {
    if (samples.length < 2) return
    const box = svg.getBoundingClientRect()
    const pointed = width * (event.clientX - box.left) / box.width
    const nearest = samples.reduce((best, sample) => distance(sample, pointed) < distance(best, pointed) ? sample : best)
    path('cursor', [`M${position(nearest.time)},0V${height}`])
    setText(byID('chart-point'), `${rate(nearest.perSecond)} per second, ${age(samples.at(-1).time - nearest.time)} ago`)
})

svg.addEventListener('pointerleave', () => {
    path('cursor', [])
    setText(byID('chart-point'), '')
})

function distance(sample, pointed) {
    return Math.abs(position(sample.time) - pointed)
}
