import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// Random interleavings of attempts that arm, send, crash, lose replies, look up and are reclaimed, against a channel
/// that counts what it gets.
@Suite struct LedgerPropertyTests {
    /// Where one attempt's handler stands.
    enum Phase: Equatable { case start, sending, sent, ended }

    struct Attempt {
        var context: CatalogStageContext
        var phase: Phase = .start
        var doubted: Delivery?
    }

    @Test(arguments: [ChannelKind.Mode.replace, .append])
    func nothingIsSentTwice(mode: ChannelKind.Mode) async throws {
        let seed = FuzzSettings.announced("ledger, \(mode)").seed
        var generator = SeededGenerator(seed: seed)
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        for round in 0..<40 {
            var play = try await Play(records, tenant, mode, itemKey: "round-\(round)")
            for _ in 0..<24 { try await play.step(&generator) }
            #expect(play.received <= 1, "seed \(seed), round \(round): \(play.trace)")
            if mode == .replace {
                try await play.finish()
                #expect(play.received == 1, "seed \(seed), round \(round) ends with it there: \(play.trace)")
            }
        }
    }

    /// One delivery, its job, and the channel.
    struct Play {
        private let records: RecordsDatabase
        private let delivery: Delivery
        private let canLookUp: Bool
        private var request: StageRequest
        private var attempts: [Attempt]
        private(set) var received = 0
        private(set) var trace: [String] = []

        init(
            _ records: RecordsDatabase, _ tenant: TenantID, _ mode: ChannelKind.Mode, itemKey: String
        ) async throws {
            self.records = records
            request = try await records.job(of: tenant, itemKey: itemKey)
            let context = records.context(request)
            let version = try await records.version(context)
            canLookUp = mode == .replace
            let plan = DeliveryPlan(
                distribution: "d", channel: mode == .replace ? .shop : .mail, version: version,
                action: mode == .replace ? .publish : .mail, recipient: mode == .replace ? nil : "a@example.org")
            delivery = try await context.plan([plan])[0]
            attempts = [Attempt(context: context)]
        }

        /// One random thing happens.
        mutating func step(_ generator: inout SeededGenerator) async throws {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: try await reclaim()
            case 1: try await passTime()
            default:
                let index = Int.random(in: 0..<attempts.count, using: &generator)
                await act(index, choice: Int.random(in: 0..<6, using: &generator))
            }
        }

        /// A last attempt that nothing disturbs brings it to its end.
        mutating func finish() async throws {
            try await reclaim()
            try await passTime()
            let last = attempts.count - 1
            for _ in 0..<8 { await act(last, choice: 0) }
        }

        private mutating func reclaim() async throws {
            request = try await records.reclaim(request)
            attempts.append(Attempt(context: records.context(request)))
            trace.append("reclaim \(request.job.attempt)")
        }

        /// The longest request and the channel's delay go by: nothing of what was armed before can still leave.
        private mutating func passTime() async throws {
            try await records.admin.query(
                "UPDATE presswork.delivery SET armed_at = armed_at - interval '1 hour' WHERE id = \(delivery.id)")
            for index in attempts.indices where attempts[index].phase == .sending { attempts[index].phase = .ended }
            trace.append("time")
        }

        private mutating func act(_ index: Int, choice: Int) async {
            let name = attempts[index].context.request.job.attempt
            do {
                switch attempts[index].phase {
                case .start: try await start(index)
                case .sending: try await send(index, choice)
                case .sent: try await conclude(index, choice)
                case .ended: return
                }
                trace.append("\(name):\(attempts[index].phase)")
            } catch {
                // Fenced, or told that somebody else decides: a handler stops here.
                attempts[index].phase = .ended
                trace.append("\(name):\((error as? StageError)?.code ?? "\(error)")")
            }
        }

        private mutating func start(_ index: Int) async throws {
            let context = attempts[index].context
            switch try await context.arm(delivery) {
            case .armed: attempts[index].phase = .sending
            case .alreadyDone: attempts[index].phase = .ended
            case .unknown(let doubted, lookUpAfter: .zero) where canLookUp:
                let outcome: DeliveryOutcome =
                    received > 0 ? .confirmed(externalID: "x", location: nil) : .notSent(reason: "not found")
                try await context.resolve(doubted, as: outcome)
            case .unknown: break
            }
        }

        private mutating func send(_ index: Int, _ choice: Int) async throws {
            switch choice {
            case 5: attempts[index].phase = .ended
            case 4:
                attempts[index].phase = .start
                try await attempts[index].context.resolve(delivery, as: .notSent(reason: "refused"))
            default:
                received += 1
                attempts[index].phase = .sent
            }
        }

        private mutating func conclude(_ index: Int, _ choice: Int) async throws {
            attempts[index].phase = .ended
            switch choice {
            case 5: return
            case 4: try await attempts[index].context.resolve(delivery, as: .unknown(reason: "reply lost"))
            default: try await attempts[index].context.resolve(delivery, as: .confirmed(externalID: "x", location: nil))
            }
        }
    }
}
