# Dân Biết: the one door. `make run` starts, `make test` judges; `make help` lists the rest.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; \
	done; echo python3)
VENV := .venv/bin/python
ARGS ?=

# Images often set it; then each of a dozen processes compiles every library anew, four seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup dev check test bench bench-rush lock health e2e words clean help
.DEFAULT_GOAL := help

setup: ## Cài đặt (không khởi động)
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "✘ Máy chưa có Python: hãy cài Python 3.11 trở lên (gói python3)." >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py run

run: setup ## Cài đặt nếu cần rồi khởi động tất cả (thêm tham số: make run ARGS="--port 8080")
	@exec .venv/bin/danbiet serve $(ARGS)

dev: ## Cài đặt kèm công cụ kiểm tra
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "✘ Máy chưa có Python: hãy cài Python 3.11 trở lên (gói python3)." >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py dev

check: dev ## Kiểm tra: định dạng, lỗi, kiểu, hợp đồng nhập, mẫu trang, bản dịch, migration
	@$(VENV) tools/check.py $(ARGS)

test: dev ## Chạy mọi phép thử (đơn vị, cơ sở dữ liệu, tranh chấp, trình duyệt)
	@$(VENV) tools/run_tests.py $(ARGS)

e2e: dev ## Chỉ các phép thử bằng trình duyệt
	@$(VENV) tools/run_tests.py --only e2e $(ARGS)

bench: dev ## Đo tốc độ với số liệu lớn
	@$(VENV) -m bench $(ARGS)

bench-rush: dev ## Đo giờ cao điểm của hội thi (máy phải rảnh; dòng cuối là JSON)
	@$(VENV) -m bench rush $(ARGS)

lock: dev ## Viết lại các tệp khóa phiên bản
	@$(VENV) tools/lock.py

health: dev ## Mười tệp, hàm dài nhất: nên thu gọn chỗ nào
	@$(VENV) tools/health.py

words: dev ## Chuỗi nào chưa dịch, thừa hay sai
	@$(VENV) tools/words.py check
	@$(VENV) tools/library_words.py check

clean: ## Xóa những gì cài đặt tạo ra (dữ liệu trong var/ được giữ lại)
	@rm -rf .venv .tools node_modules src/danbiet/static/vendor src/danbiet/static/danbiet/dist var/test var/static
	@find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + ; find src -name '*.mo' -delete

help: ## Danh sách lệnh
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
