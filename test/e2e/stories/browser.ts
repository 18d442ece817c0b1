/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Editor } from '../browser/editor';
import { openEditor } from '../browser/editor';
import { shootInto } from '../browser/pictures';
import type { Subject } from '../browser/subjects';
import { subjects } from '../browser/subjects';
import { openTrigger, triggersOf } from '../browser/triggers';
import { walk } from '../browser/walk';
import type { VendorName } from '../n8n/workflows';
import { benches } from '../operations';
import type { Operations } from '../operations/row';
import type { Context, Story } from '../story';

/** Every node and trigger of the pack, used by hand in n8n's editor. */
export const browser: Story = {
	name: 'browser',
	needs: ['chromium'],
	run: async (context) => {
		const { system, n8n, owner, root } = context;
		const editor = await openEditor({ chromium: system.chromium ?? '', base: n8n.base, owner });
		const problems = editor.problems.take();
		try {
			for (const subject of subjects) {
				problems.push(
					...(await attempt(subject.node, context, editor, async () => {
						await useNode(subject, context, editor);
					})),
				);
			}
			for (const trigger of triggersOf(root)) {
				problems.push(
					...(await attempt(trigger.displayName, context, editor, async () => {
						await openTrigger(trigger, editor, shooter(context, editor, trigger.name));
					})),
				);
			}
		} finally {
			for (const text of editor.problems.ignored()) console.log(`  not of the pack: ${text}`);
			await editor.close();
		}
		assert.equal(problems.length, 0, problems.join('\n'));
	},
};

/** Goes on after a failure, so that one run tells all of them; answers them. */
async function attempt(
	title: string,
	{ root }: Context,
	{ page, problems }: Editor,
	use: () => Promise<void>,
): Promise<string[]> {
	const start = Date.now();
	const found: string[] = [];
	try {
		await use();
	} catch (error) {
		found.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
		const file = path.join(root, '.cache', `browser-failed-${title.replace(/\W+/g, '-')}.png`);
		await page.screenshot({ path: file });
		console.log(`  a picture of the failure: ${file}`);
	}
	found.push(...problems.take());
	console.log(
		`  ${title}: ${found.length ? 'failed' : 'passed'} in ${Math.round((Date.now() - start) / 1000)} s`,
	);
	return found.map((text) => `${title}: ${text}`);
}

async function useNode(subject: Subject, context: Context, editor: Editor): Promise<void> {
	const { emulator, operations } = await benches[subject.vendor].start();
	context.use(emulator);
	const credentials: Operations['credentials'] = operations.credentials;
	const data = credentials[subject.credential.name];
	await walk({ editor, subject, data, shoot: shooter(context, editor, subject.vendor) });
}

/** Pictures are taken on request alone. */
const shooter = ({ pictures }: Context, { page }: Editor, name: VendorName | string) =>
	shootInto(pictures, page, name.toLowerCase());
