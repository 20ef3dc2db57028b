/// The texts of the batch statements on jobs.
///
/// They reach rows by primary key only. The guard on state is written `state::text = '…'`, which the planner cannot
/// match with a partial index: with the obvious spelling it prefers those, and on a fresh database that was up to a
/// hundred times slower. A test reads the plans.
enum JobSQL {
    /// The channel on which the dispatcher hears that a stage has new jobs; the payload is the stage.
    static let workChannel = "presswork_work"
    /// The channel on which workers hear that a run was cancelled; the payload is the run's id.
    static let controlChannel = "presswork_control"
    /// The channel on which ends of runs are told; the payload is the run's id.
    static let endChannel = "presswork_end"
}
