// The live page: asks /status and /stats again and again, and hands the answers to those who show them.
//
// Polling, not server-sent events. An open stream would hold one of the exporter's connections, and a shutdown of it, for
// as long as somebody has forgotten a tab; proxies keep streams back; and both sides would need a second way to say the
// same. A question every other second costs less than a scrape, and a tab that nobody sees asks none.

import { draw } from './chart.js'
import * as condition from './condition.js'
import { byID, setNumber, setText } from './dom.js'
import { clock, number, rate } from './format.js'
import { Rates } from './rates.js'
import * as types from './types.js'

/** Milliseconds between two questions, the most after failures, and how long an answer may take. */
const [interval, longest, patience] = [2_000, 30_000, 10_000]

const rates = new Rates()
let failures = 0
let lastAnswer = null

/** Why there are no figures, in words for the reader. */
class Problem extends Error {}

async function ask(path) {
    let response
    try {
        response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(patience) })
        const body = await response.json()
        return { ok: response.ok, body, time: Date.parse(response.headers.get('Date')) }
    } catch {
        // What is no JSON is not the exporter's: a proxy has answered in its place.
        throw new Problem(response ? `The exporter answered ${response.status}.` : 'No answer from the exporter.')
    }
}

async function refresh() {
    const [status, stats] = await Promise.all([ask('status'), ask('stats')])
    if (!status.ok) throw new Problem(status.body.error ?? 'The exporter does not tell its condition.')
    condition.show(status.body, status.time || Date.now())
    const problem = byID('types-problem')
    problem.hidden = stats.ok
    setText(problem, stats.ok ? '' : `The sums cannot be told now: ${stats.body.error}`)
    if (stats.ok) showTypes(stats.body)
    setText(byID('updated'), `Updated ${clock(new Date())}`)
}

function showTypes(summaries) {
    rates.add(performance.now() / 1000, summaries)
    types.show(summaries.map(summary => ({ ...summary, perSecond: rates.of(summary.type) })))
    const events = summaries.reduce((sum, { count }) => sum + count, 0)
    setNumber(byID('events'), events, number(events))
    setNumber(byID('rate'), rates.total, rates.total === null ? '–' : rate(rates.total))
    draw(rates.history)
}

/** The page is asked for when somebody looks at it. */
function visible() {
    if (!document.hidden) return
    return new Promise(resolve => document.addEventListener('visibilitychange', resolve, { once: true }))
}

/** Longer and longer after failures; and never so short that answering is what keeps the exporter busy. */
function wait(took) {
    const milliseconds = failures > 0 ? interval * 2 ** (failures - 1) : Math.max(interval, 10 * took)
    return new Promise(resolve => setTimeout(resolve, Math.min(milliseconds, longest)))
}

for (;;) {
    await visible()
    const begin = performance.now()
    try {
        await refresh()
        failures = 0
        lastAnswer = new Date()
    } catch (error) {
        failures += 1
        const isKnown = error instanceof Problem
        // An exporter that was replaced under an open page may have another shape of answers.
        condition.showSilence(isKnown ? error.message : 'The answer is not understood: reload the page.', lastAnswer)
        if (!isKnown) console.error(error)
    }
    await wait(performance.now() - begin)
}
