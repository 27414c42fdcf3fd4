import type { Service } from '../../model/open311/service.ts'

/** A service as the list tells of it. */
export function serviceOf({ service_code, service_name, description, attributes, keywords, group }: Service) {
  return {
    service_code,
    service_name,
    description,
    metadata: attributes.length > 0,
    type: 'realtime',
    keywords,
    group,
  }
}

/** What is asked of a report of the service. */
export function definitionOf({ service_code, attributes }: Service) {
  return {
    service_code,
    attributes: attributes.map(
      ({ variable, code, datatype, required, datatype_description, order, description, values }) => ({
        variable,
        code,
        datatype,
        required,
        datatype_description,
        order,
        description,
        ...(values ? { values: values.map(({ key, name }) => ({ key, name })) } : {}),
      }),
    ),
  }
}
