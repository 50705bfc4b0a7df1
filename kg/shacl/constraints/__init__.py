"""The core constraint components (https://www.w3.org/TR/shacl/#core-components), one module a section."""
