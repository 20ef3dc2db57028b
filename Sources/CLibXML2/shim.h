#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 may not read.
static inline void presswork_xml_free(void *_Nullable pointer) { if (pointer) xmlFree(pointer); }

static inline void presswork_xml_ignore_structured(void *_Nullable context, xmlErrorPtr _Nullable error) {
    (void)context;
    (void)error;
}

static inline void presswork_xml_ignore(void *_Nullable context, const char *_Nonnull message, ...) {
    (void)context;
    (void)message;
}

/// Error handlers are per thread, and some errors reach them in spite of NOERROR: silence this thread before parsing.
static inline void presswork_xml_silence(void) {
    xmlSetStructuredErrorFunc(NULL, presswork_xml_ignore_structured);
    xmlSetGenericErrorFunc(NULL, presswork_xml_ignore);
}

/// Once a process, before any parsing. Deeper pages than 256 are real, and the parser drops all that follows the limit.
static inline void presswork_xml_initialize(unsigned int depth) {
    xmlInitParser();
    xmlParserMaxDepth = depth;
}

/// The text of a text, CDATA or comment node; NULL for others. Never expands entities.
static inline const xmlChar *_Nullable presswork_xml_text(xmlNodePtr _Nonnull node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE ? node->content : NULL;
}

/// Whether the document's internal subset declares an entity.
static inline int presswork_xml_declares_entities(xmlDocPtr _Nonnull document) {
    xmlDtdPtr subset = document->intSubset;
    return subset && (subset->entities || subset->pentities);
}
