export {
  ChangeDecision,
  ChangeRequest,
  ChangeRequestPage,
  ChangeRequestState,
  NewChangeRequest,
  proposableFields,
} from './model/change-request.ts'
export {
  CreditCode,
  creditCodeCheckCharacter,
  creditCodeFault,
  type EnterpriseKind,
  enterpriseKindOf,
  enterpriseKinds,
  normaliseCreditCode,
} from './model/credit-code.ts'
export { Consent, ConsentList, legalBases, Purpose, PurposeList } from './model/consents/consent.ts'
export {
  DataElement,
  DataElementList,
  DataElementUpdate,
  ElementCode,
  elementCodes,
  Fill,
  isFresh,
  objectKindOf,
} from './model/data-elements/element.ts'
export {
  Enterprise,
  EnterprisePage,
  EnterpriseQuery,
  EnterpriseUpdate,
  NewEnterprise,
} from './model/enterprise.ts'
export {
  DistinctDecision,
  DuplicatePage,
  DuplicatePair,
  DuplicateQuery,
  MatchCard,
  Proposal,
  ProposalAnswer,
  ProposalRequest,
} from './model/duplicates/answers.ts'
export { collectionOf, type ObjectKind, objectKinds, PartialDate, Sensitivity } from './model/fields.ts'
export { Hold, HoldKind, holdKinds, HoldList, Lifting, NewHold } from './model/hold.ts'
export {
  CompositionUpdate,
  Household,
  HouseholdMember,
  HouseholdOn,
  HouseholdPage,
  HouseholdQuery,
  HouseholdRow,
  HouseholdUpdate,
  NewHousehold,
  Relation,
  relations,
} from './model/household.ts'
export {
  EventVoiding,
  HouseholdEvent,
  HouseholdEventKind,
  householdEventKinds,
  HouseholdTimeLine,
  NewHouseholdEvent,
  PersonStay,
  PersonStays,
} from './model/household-event.ts'
export {
  IdNumber,
  idNumberCheckCharacter,
  idNumberFault,
  normaliseIdNumber,
  readIdNumber,
  type Sex,
  sexes,
} from './model/id-number.ts'
export { maskIdNumber, maskPhone } from './model/masking.ts'
export {
  Import,
  ImportField,
  importFields,
  ImportList,
  ImportMapping,
  ImportOptions,
  ImportReport,
  ImportSettings,
  neededFields,
} from './model/importing/answers.ts'
export {
  Merge,
  MergeDetail,
  MergeListQuery,
  MergePage,
  MergePlan,
  MergePlanQuery,
  MergeRequest,
  MergeUndoing,
  type Side,
} from './model/merging/answers.ts'
export { importMessages } from './model/importing/messages.ts'
export { registryMessages } from './model/messages.ts'
export { ObjectChange, ObjectChanges, ObjectLooks } from './model/object-log.ts'
export {
  NewPerson,
  Person,
  PersonNumber,
  PersonPage,
  PersonQuery,
  PersonUpdate,
  Unmasked,
  UnmaskRequest,
} from './model/person.ts'
export { isWholeNumber } from './model/search-text.ts'
export { isPhone, normalisePhone, Phone } from './model/phone.ts'
export {
  NewPlace,
  Place,
  PlaceKind,
  PlacePage,
  PlaceQuery,
  PlaceUpdate,
  Point,
  placeKinds,
} from './model/place.ts'
export { Unmasking, UnmaskingCount, UnmaskingPage, UnmaskingQuery } from './model/unmasking.ts'
