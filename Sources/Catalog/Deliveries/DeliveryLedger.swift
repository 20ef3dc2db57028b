package import Pipelines
import Postgres

/// The ledger of outside effects as one attempt of one job sees it (docs/effects.md).
///
/// The key of a row is what may happen at most once. Rows are shared by runs, jobs and attempts; who armed a row is
/// written in it, and only that attempt may send.
package struct DeliveryLedger: Sendable {
    let database: TenantDatabase
    let tenant: TenantID
    let run: RunReference
    let job: JobReference
    let settings: LedgerSettings

    package init(
        database: TenantDatabase, tenant: TenantID, run: RunReference, job: JobReference,
        settings: LedgerSettings = .standard
    ) {
        self.database = database
        self.tenant = tenant
        self.run = run
        self.job = job
        self.settings = settings
    }

    /// The account as it stands in keys and rows: a rehearsal's effects are not the account's own.
    func account(of channel: Channel) -> String {
        run.mode == .rehearse ? "rehearsal:\(channel.account)" : channel.account
    }

    func key(of plan: DeliveryPlan) throws -> Digest {
        var plan = plan
        plan.channel.account = account(of: plan.channel)
        return try plan.key(tenant: tenant, run: run)
    }
}
