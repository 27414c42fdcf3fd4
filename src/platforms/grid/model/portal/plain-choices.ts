/**
 * What a matter may be, in words that people use, and the categories of the catalogue that each may mean. A category
 * that a district's catalogue doesn't have falls out; what fits nothing is for the operations centre to classify.
 */
export const plainChoices = {
  rubbish:
    'litter_exposed litter_pile road_dirt sewage_overflow litter_bin waste_station public_toilet smoke_odour straw_burning dead_animal livestock_waste water_pollution small_ads snow_ice',
  road: 'road_damage pavement_damage manhole_water manhole_sewer manhole_rain manhole_power manhole_telecom manhole_heat manhole_gas street_lamp traffic_signal traffic_sign guard_rail blind_path bridge village_road waterlogging road_collapse bus_shelter bus_route',
  supply:
    'heating_low heating_pipe water_supply water_pipe power_cut power_pole telecom_box transformer_box pipe_burst gas_smell gas_hazard',
  home: 'property_service residential_facility lift entrance_door building_wall fitness_equipment ebike_charging dangerous_house illegal_building',
  street:
    'street_stall shop_outside parking_illegal bicycle_parking abandoned_car fire_lane_blocked billboard_frame banner shop_sign stray_dog',
  noise: 'site_noise square_noise noise_neighbour',
  building_site: 'site_dust site_fence truck_spill',
  green: 'street_tree green_space park_facility fallen_tree river_bank',
  danger:
    'fire_hazard falling_object hydrant forest_fire_risk food_safety production_safety water_danger road_collapse gas_smell',
  help: 'elder_care disability_aid low_income employment_help school_matter medical_insurance policy_question',
  dispute: 'neighbour_dispute family_dispute property_dispute land_dispute consumer_dispute',
  idea: 'suggestion',
} as const satisfies Record<string, string>
export type PlainChoice = keyof typeof plainChoices
export const plainChoiceNames = Object.keys(plainChoices) as PlainChoice[]

/** The categories of a choice that there are; where the catalogue itself says under which one stands, that holds. */
export function categoriesOf(
  choice: PlainChoice,
  known: readonly { code: string; choice?: PlainChoice | undefined }[],
): string[] {
  const own = plainChoices[choice].split(' ')
  const codes = known
    .filter((one) => (one.choice === undefined ? own.includes(one.code) : one.choice === choice))
    .map(({ code }) => code)
  const place = (code: string) => (own.includes(code) ? own.indexOf(code) : own.length)
  return codes.toSorted((a, b) => place(a) - place(b))
}
