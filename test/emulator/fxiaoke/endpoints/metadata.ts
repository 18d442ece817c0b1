import { post, type Endpoints } from '../context';
import { ok, Refusal } from '../envelope';
import { described, detailsOf, isCustom, objectOf } from '../metadata';
import { bodyOf, optionalObject, optionalText } from '../params';

export const metadata: Endpoints = ({ store }) => [
	post('/cgi/crm/v2/object/list', () =>
		ok({
			data: {
				objects: [...store.objects.values()].map(({ apiName, label }) => ({
					describeApiName: apiName,
					describeDisplayName: label,
					defineType: isCustom(apiName) ? 'custom' : 'package',
					isActive: true,
				})),
			},
		}),
	),
	post('/cgi/crm/v2/object/describe', (request) => {
		const body = bodyOf(request);
		const data = optionalObject(body, 'data');
		const { includeDetailIn: place } = store.switches;
		const at = place === 'top' ? body : place === 'data' ? data : { ...body, ...data };
		const apiName = optionalText(at, 'apiName');
		if (!apiName) throw new Refusal(600001, '参数 apiName 为空');
		const details =
			at.includeDetail === true
				? detailsOf(store, apiName).map(({ object }) => described(objectOf(store, object)))
				: undefined;
		return ok({
			data: { describe: described(objectOf(store, apiName)), ...(details && { details }) },
		});
	}),
];
