import EventLoops
package import Testing

/// Runs tests that compute for long on threads of their own, between which the kernel shares the cores: on the few that
/// all tests share they would keep the others, for minutes on a busy machine, from seeing what they wait for.
package struct Computing: TestTrait, SuiteTrait, TestScoping {
    private static let pool = ComputePool(name: "tests")

    package var isRecursive: Bool { true }

    /// Runs a case on the threads.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.pool) { try await function() }
    }
}

extension Trait where Self == Computing {
    /// The test, or each of a suite, computes for more than a moment.
    package static var computing: Self { Self() }
}
