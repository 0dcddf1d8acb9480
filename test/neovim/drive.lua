-- Drives the language server as a user of Neovim does, and writes what came of it as JSON to $ZONEWRIGHT_RESULTS.
local results = {}

local function wait_for(what, check)
  if not vim.wait(30000, check, 20) then
    error("waited in vain for " .. what)
  end
end

local function request(method, params)
  local answers, failure = vim.lsp.buf_request_sync(0, method, params, 30000)
  if answers == nil then
    error(method .. ": " .. tostring(failure))
  end
  for _, answer in pairs(answers) do
    if answer.error then
      error(method .. ": " .. answer.error.message)
    end
    return answer.result
  end
  error(method .. ": no answer")
end

local function put_cursor_on(text, line_pattern)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(line_pattern) then
      vim.api.nvim_win_set_cursor(0, { number, line:find(text, 1, true) - 1 })
      return
    end
  end
  error("no line has " .. line_pattern)
end

local function line_of(pattern)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(pattern) then
      return line
    end
  end
end

local function drive()
  wait_for("the client", function()
    return next(vim.lsp.buf_get_clients(0)) ~= nil
  end)
  wait_for("diagnostics", function()
    return #vim.diagnostic.get(0) > 0
  end)
  results.filetype = vim.bo.filetype
  results.diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(results.diagnostics, { line = found.lnum + 1, message = found.message, source = found.source })
  end

  put_cursor_on("mail", "MX 10")
  vim.lsp.buf.hover()
  local window
  wait_for("the window of the hover", function()
    for _, candidate in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(candidate).relative ~= "" then
        window = candidate
      end
    end
    return window ~= nil
  end)
  results.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)

  -- A fix of what is found on the line, chosen as in the menu.
  put_cursor_on("ns2.example.net", "NS ns2")
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item[2] or item.action or item
      if action.title == "Write ns2.example.net." then
        choose(item, 1)
        return
      end
    end
    error("the fix is not offered")
  end
  vim.lsp.buf.code_action()
  wait_for("the fix", function()
    return line_of("NS ns2") == "@ NS ns2.example.net."
  end)
  results.fixed = line_of("NS ns2")

  -- The types that are offered for an owner, one of them taken.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "ftp CN" })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 5 })
  local params = vim.lsp.util.make_position_params()
  params.position.character = 6
  local completed = request("textDocument/completion", params)
  results.offered = {}
  for _, item in ipairs(completed.items or completed) do
    table.insert(results.offered, item.label)
    if item.label == "CNAME" then
      vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), "utf-16")
    end
  end
  results.completed = line_of("^ftp")
  vim.api.nvim_buf_set_lines(0, -2, -1, false, { "ftp CNAME mail" })

  put_cursor_on("mail", "MX 10")
  vim.lsp.buf.rename("mx1")
  wait_for("the new name", function()
    return line_of("^ftp") == "ftp CNAME mx1"
  end)

  vim.bo.expandtab = true
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = 30000 })
  else
    vim.lsp.buf.formatting_sync(nil, 30000)
  end
  results.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local good, failure = pcall(drive)
if not good then
  results.failure = tostring(failure)
end
local file = io.open(os.getenv("ZONEWRIGHT_RESULTS"), "w")
file:write(vim.fn.json_encode(results))
file:close()
vim.cmd("qall!")
