"""`moratorium explore`: the compiled rules in one page that opens from disk.

`lower`, `link` and `build` turn the engine's kernel into WebAssembly; `shipped` reads what was built; `layout`, `plans`
and `controls` write down as data what the page needs to know; `page/` holds the page's own scripts, which `bundle`
puts into one file with all of it; `study` is the verb.
"""
