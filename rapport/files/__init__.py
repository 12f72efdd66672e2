"""Files as people and scripts meet them: strict YAML with line numbers, canonical JSON, atomic writes."""

from .atomic import files_in, os_reason, read_bytes, sync_folder, write_atomic, write_new
from .canonical import sha256_hex
from .node import Node, dump_yaml, load_yaml, parse_yaml
from .reading import Problems, Reader, show_path

__all__ = [
    "Node",
    "Problems",
    "Reader",
    "dump_yaml",
    "files_in",
    "load_yaml",
    "os_reason",
    "parse_yaml",
    "read_bytes",
    "sha256_hex",
    "show_path",
    "sync_folder",
    "write_atomic",
    "write_new",
]
