import Pipelines
import Testing

@Suite("JSON Schema for editors")
struct PipelineSchemaTests {
    @Test("it is JSON, knows what is built and nothing else")
    func schema() throws {
        let schema = try JSONValue(parsing: Array(try PipelineSchema.jsonSchema().utf8))
        #expect(schema["properties"]?["products"]?["type"] == .string("object"))
        #expect(schema["properties"]?["presswork"]?["enum"] == .array([.integer(1)]))
        #expect(schema["properties"]?["send"] == nil)
        #expect(schema["required"] == .array([.string("presswork"), .string("name"), .string("products")]))
        let kinds = schema["properties"]?["products"]?["additionalProperties"]?["properties"]?["type"]?["enum"]
        #expect(kinds == .array([.string("newsletter"), .string("ebook"), .string("social")]))
    }
}
