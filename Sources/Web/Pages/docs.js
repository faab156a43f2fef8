// The page of the API, made from /openapi.json.

import { answers } from './answers.js'
import { byID, element, prose, setText } from './dom.js'
import { trial } from './trial.js'

const specification = await (await fetch('openapi.json')).json()

setText(byID('version'), specification.info.version)
byID('description').replaceChildren(...prose(specification.info.description))
byID('operations').replaceChildren(...specification.tags.map(tag => section(tag)))

function section({ name, description }) {
    const paths = Object.entries(specification.paths).filter(([, item]) => main(item).tags.includes(name))
    const title = element('h2', { id: name.toLowerCase() }, name)
    return element('section', {}, title, element('p', { className: 'quiet' }, description), ...paths.map(article))
}

function article([path, item]) {
    const { summary, description, responses } = main(item)
    const made = element('article', {}, element('h3', {}, element('code', {}, path), ` ${summary}`))
    if (description) made.append(element('p', {}, ...prose(description)))
    made.append(trial(path, item), answers(responses, specification))
    return made
}

/** The operation that stands for a path: its others answer the same. */
function main(item) {
    return item.get ?? item.post
}
