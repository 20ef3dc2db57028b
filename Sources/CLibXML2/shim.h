#pragma once
#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
/// `xmlFree` is a mutable global function pointer, which Swift 6 may not read.
static inline void presswork_xml_free(void * _Nullable pointer) { if (pointer) xmlFree(pointer); }
