import type { EntryAnswer, Json, Values } from '#kernel/ledgers/model'
import { ProjectColour, useT } from '#kernel/ui/web'
import { useQuery } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import { todayInShanghai } from '#kernel/ui/model'
import { type ColourSettings, colourOf, defaultColourSettings } from '../model/colour.ts'
import { appliedOf, proceduresOf, recordsOf } from '../model/procedures/records.ts'
import { isStage } from '../model/stages.ts'
import { milestonesOf } from '../model/wall-build.ts'
import { judgeMilestone } from '../model/lateness.ts'
import { PlanSection } from './plan/PlanForecast.tsx'
import { GateSection } from './gate/GateSection.tsx'
import { LifeLine } from './life/LifeLine.tsx'
import { ProjectVisits } from './meetings/ProjectVisits.tsx'
import { ProcedurePanel } from './procedures/ProcedurePanel.tsx'
import { ProcedureChecklist } from './ProcedureChecklist.tsx'
import { InvestmentSection } from './investment/InvestmentSection.tsx'
import { ProjectProblems } from './ProjectProblems.tsx'
import { ProjectSources } from './ProjectSources.tsx'
import './projects.css'

/** What a project's page shows besides what every entry shows. */
export function ProjectSections({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const values = valuesOf(entry)
  return (
    <>
      {values.demonstration === true && <p className="project-invented">{t('projects.page.invented')}</p>}
      <LifeLine entry={entry} />
      <GateSection entry={entry} />
      <ColourSection entry={entry} values={values} />
      <MilestoneSection entry={entry} values={values} />
      {entry.asOf === null && <PlanSection projectId={entry.id} />}
      <InvestmentSection entryId={entry.id} asOf={entry.asOf} />
      <ProjectProblems entry={entry} />
      <ProjectVisits entry={entry} />
      <ProjectSources entryId={entry.id} asOf={entry.asOf} />
    </>
  )
}

function valuesOf({ fields }: EntryAnswer): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([name, fact]) => [name, (fact.value ?? null) as Json]),
  )
}

type PartProps = { entry: EntryAnswer; values: Values }

/** The colour with its reason, and the procedures that it is computed from. */
function ColourSection({ entry, values }: PartProps) {
  const t = useT()
  const rule = useQuery({
    queryKey: ['projects', 'colour-rule'],
    queryFn: ({ signal }) => api.get<ColourSettings>('/api/projects/colour-rule', { signal }),
    staleTime: 60_000,
  })
  if (!isStage(entry.stage)) return null
  const verdict = colourOf(
    { procedures: proceduresOf(values), stage: entry.stage },
    rule.data ?? defaultColourSettings,
  )
  const counted = verdict.total > 0 ? ` ${verdict.done}/${verdict.total}` : ''
  return (
    <section className="entry-section" aria-label={t('projects.field.procedures')}>
      <h2>{t('projects.page.colour')}</h2>
      <p className="project-colour">
        <ProjectColour
          colour={verdict.colour}
          size={16}
          text={<strong>{`${t(`projects.colour.${verdict.colour}`)}${counted}`}</strong>}
        />
        <span>{t(`projects.colour.because.${verdict.because}`, verdict.params)}</span>
      </p>
      <Procedures entry={entry} values={values} />
    </section>
  )
}

/** By a template: what can start today and what runs; without one, or as of an earlier day, the list with its ticks. */
function Procedures({ entry, values }: PartProps) {
  const isNow = entry.asOf === null
  const applied = isNow && Boolean(appliedOf(values))
  const mayApply = isNow && entry.can['apply_template'] === true
  // The panel keeps its place when a template is applied, and with it what was chosen there.
  return (
    <>
      {!applied && <ProcedureChecklist entry={entry} records={recordsOf(values)} />}
      {(applied || mayApply) && <ProcedurePanel entry={entry} />}
    </>
  )
}

/** Each date of the plan, and how it stands by what was reported since. */
function MilestoneSection({ entry, values }: PartProps) {
  const t = useT()
  const milestones = milestonesOf(values.milestones)
  if (milestones.length === 0 || !isStage(entry.stage)) return null
  const { stage } = entry
  const today = todayInShanghai(entry.asOf === null ? new Date() : new Date(entry.asOf))
  const reported = values.reportedStage === stage ? entry.fields['reportedStage']?.asOf : undefined
  const reportedOn = reported === undefined ? today : todayInShanghai(new Date(reported))
  return (
    <section className="entry-section">
      <h2>{t('projects.field.milestones')}</h2>
      <ul className="project-milestones">
        {milestones.map((milestone) => {
          const { state } = judgeMilestone(milestone, stage, reportedOn, today)
          return (
            <li key={`${milestone.label} ${milestone.due}`} data-state={state}>
              <span>{milestone.label}</span>
              <span className="yw-number">
                {milestone.from && `${milestone.from} – `}
                {milestone.due}
              </span>
              <span>{t(`projects.milestone_state.${state}`)}</span>
              <span className="project-quiet">{milestone.note}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
