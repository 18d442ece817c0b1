import type { IDataObject } from 'n8n-workflow';
import { batch } from '../../../core/operation';
import { specOf, typeNamed } from '../../associations';
import { hintOf, reasonOf, type Said } from '../../errors';
import { path } from '../../paths';
import { associationType, ends, endsOf, linkKey, pairOf, type Link } from './parameters';

const MOST = 2_000;

/** A bad link is told by the IDs of its two records. */
const concerns = ({ context }: Said, { fromId, toId }: Link) =>
	[context?.fromObjectId, context?.toObjectId].every(
		(ids, place) => !ids || ids.includes(place ? toId : fromId),
	) && Boolean(context?.fromObjectId ?? context?.toObjectId);

export const create = batch({
	name: 'Create',
	action: 'Create an association',
	description: 'Associate two records, by the default type or with a label; other labels stay',
	properties: [
		...ends,
		{
			...associationType,
			typeOptions: {
				...associationType.typeOptions,
				loadOptionsMethod: 'getAssociationTypesOrNone',
			},
			hint: 'None: the default association',
		},
	],
	size: MOST,
	refusal: 'whole',
	async target(call) {
		const pair = pairOf(call);
		const wanted = call.text('associationType');
		return { ...pair, type: await typeNamed(call, 'associationType', { ...pair, wanted }) };
	},
	key: linkKey,
	row: (call): Link => endsOf(call),
	async send(api, { from, to, type }, rows) {
		const { errors = [] } = await api.request<{ errors?: Said[] }>({
			method: 'POST',
			url: path(api, 'associations', from, to, 'batch', 'create'),
			body: {
				inputs: rows.map(({ fromId, toId }) => ({
					from: { id: fromId },
					to: { id: toId },
					types: [specOf(type)],
				})),
			},
			safe: true,
		});
		return rows.map((row) => {
			const said =
				errors.find((error) => concerns(error, row)) ?? (rows.length === 1 ? errors[0] : undefined);
			if (said)
				return {
					refused: { message: reasonOf(said), hint: hintOf(said), code: said.category },
				};
			const { label, typeId } = type;
			const json: IDataObject = { ...row, label, typeId, associated: true };
			return { json };
		});
	},
});
